/** What a load does: target, connections, load model, and how long it lasts. Plans are immutable and always valid. */
@NullMarked
package threadlab.client.plan;

import org.jspecify.annotations.NullMarked;
