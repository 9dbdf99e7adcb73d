/**
 * One load, run by several processes: a coordinator ({@code lab load --cluster}) shares a plan out to workers
 * ({@code lab worker}), starts them together and merges what they find. Nothing outside of this package knows JGroups, and
 * within it only {@link threadlab.client.cluster.JGroupsChannel}.
 *
 * <p>What they tell each other are {@link threadlab.client.cluster.ClusterMessage}s:
 *
 * <pre>
 * coordinator                       worker
 *   Call (every 0.5 s)  -------------&gt;  waits; another version: Refusal, and it ends
 *                       &lt;-------------  Here
 *   Assign: its part    -------------&gt;  connects its sessions; cannot: Failed
 *                       &lt;-------------  Ready
 *   Ping                &lt;------------&gt;  Pong, with its clock: thirty times, to read each clock
 *   Start, on its clock -------------&gt;  loads
 *   Ping (every 0.5 s)  &lt;------------&gt;  Pong: each side knows that the other lives
 *                       &lt;-------------  Progress (every 0.5 s)
 *   Stop (Ctrl-C)       -------------&gt;  ends early
 *                       &lt;-------------  Result
 *   Done                -------------&gt;  waits again
 * </pre>
 *
 * <p>{@link threadlab.client.cluster.Coordinator} and {@channel threadlab.client.cluster.Worker} are the two ends as state
 * machines without a thread or a clock of their own; an {@link threadlab.client.cluster.SerialExecutor} drives each.
 */
package threadlab.client.cluster;
