/** What a server tells: its events, why sessions end, its counters and states. */
@NullMarked
package threadlab.server.events;

import org.jspecify.annotations.NullMarked;
