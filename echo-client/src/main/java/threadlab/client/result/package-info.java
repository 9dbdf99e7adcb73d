/** What a run has found: figures, the assessment of the run, and the forms in which they are written. */
@NullMarked
package threadlab.client.result;

import org.jspecify.annotations.NullMarked;
