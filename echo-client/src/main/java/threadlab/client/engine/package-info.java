/** Runs a plan in this process: event loops, sessions, and the recording of latencies. {@link
 * threadlab.client.engine.LoadGenerator} is the entrance; {@link threadlab.client.engine.ClientSession} is the hot
 * path. */
@NullMarked
package threadlab.client.engine;

import org.jspecify.annotations.NullMarked;
