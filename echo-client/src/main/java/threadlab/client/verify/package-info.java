/** The content of messages, and the check that an echo has the same bytes. Names the kind of a failure. */
@NullMarked
package threadlab.client.verify;

import org.jspecify.annotations.NullMarked;
