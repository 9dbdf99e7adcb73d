/**
 * Runs one load on several processes. A coordinator ({@code lab load --cluster}) divides the plan among workers ({@code
 * lab worker}), starts them together and merges their results. Only {@link threadlab.client.cluster.JGroupsChannel}
 * knows JGroups.
 *
 * <p>The messages are in {@link threadlab.client.cluster.ClusterMessage}:
 *
 * <pre>
 * coordinator                       worker
 *   Discover (every 0.5 s) ----------&gt;  of another version: VersionMismatch, and it ends
 *                       &lt;-------------  Join
 *   Assign: its part    -------------&gt;  connects its sessions; if it cannot: Failed
 *                       &lt;-------------  Ready
 *   Ping                &lt;------------&gt;  Pong, with its clock: thirty times, to estimate the offset
 *   Start, on its clock -------------&gt;  begins full load
 *   Ping (every 0.5 s)  &lt;------------&gt;  Pong: each side knows that the other is alive
 *                       &lt;-------------  Progress (every 0.5 s)
 *   Stop (Ctrl-C)       -------------&gt;  ends early
 *                       &lt;-------------  Result
 *   Done                -------------&gt;  waits for work again
 * </pre>
 *
 * <p>{@link threadlab.client.cluster.Coordinator} and {@link threadlab.client.cluster.Worker} are state machines
 * without threads or clocks of their own; a {@link threadlab.client.cluster.SerialExecutor} drives each.
 */
@NullMarked
package threadlab.client.cluster;

import org.jspecify.annotations.NullMarked;
