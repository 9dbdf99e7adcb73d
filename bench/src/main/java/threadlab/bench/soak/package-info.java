/**
 * {@code ./lab soak}: one server for a long time under everything at once, and whether anything of it grows.
 *
 * <p>
 * {@link threadlab.bench.soak.SoakRun} starts a {@link threadlab.bench.soak.SoakServer} in a process of its own, puts
 * {@link threadlab.bench.soak.Load} on it (honest sessions that verify every byte, and
 * {@link threadlab.bench.soak.Crowd}s of rude clients), and has a {@link threadlab.bench.soak.Sampler} take a
 * {@link threadlab.bench.soak.Sample} every few seconds. What it found is a {@link threadlab.bench.soak.Soak}: a {@link threadlab.bench.soak.Drift} for each
 * {@link threadlab.bench.soak.Resource}, a {@link threadlab.bench.soak.Leftover} for what must be back afterwards, and an
 * {@link threadlab.bench.soak.Account} for each way in which a session can end.
 */
package threadlab.bench.soak;
