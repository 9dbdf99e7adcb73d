/**
 * {@code ./lab soak}: one server under many kinds of clients for a long time, to find resources that grow.
 *
 * <p>{@link threadlab.bench.soak.SoakRun} starts the server and the clients, and takes samples of the server. What it
 * has observed is judged in {@link threadlab.bench.soak.report.Soak}: the drift of each resource, what is left after
 * the load, and whether sessions ended for the reasons that the clients gave.
 */
@NullMarked
package threadlab.bench.soak;

import org.jspecify.annotations.NullMarked;
