/**
 * {@code ./lab soak}: one server for a long time under everything at once, and whether anything of it grows.
 *
 * <p>
 * {@link threadlab.bench.soak.SoakRun} starts a {@link threadlab.bench.soak.server.SoakServer} in a process of its own, puts
 * {@link threadlab.bench.soak.clients.SoakLoad} on it (honest sessions that verify every byte, and
 * {@link threadlab.bench.soak.clients.ClientGroup}s of rude clients), and has a {@link threadlab.bench.soak.sampling.Sampler} take a
 * {@link threadlab.bench.soak.sampling.Sample} every few seconds. What it found is a {@link threadlab.bench.soak.report.Soak}: a {@link threadlab.bench.soak.drift.Drift} for each
 * {@link threadlab.bench.soak.sampling.Resource}, a {@link threadlab.bench.soak.sampling.Residual} for what must be back afterwards, and an
 * {@link threadlab.bench.soak.drift.EndReasonBalance} for each way in which a session can end.
 */
package threadlab.bench.soak;
