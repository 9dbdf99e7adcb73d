/**
 * Network impairment between a load and a server: a proxy on loopback that delays, cuts or corrupts bytes.
 *
 * <p>{@link threadlab.bench.faults.FaultProxy} has a {@link threadlab.bench.faults.Pump} for each direction of each
 * connection, which passes the bytes to the {@link threadlab.bench.faults.Stage} of a
 * {@link threadlab.bench.faults.Fault}. All random numbers depend on a seed, the number of the connection and its
 * direction, so that the same seed does the same to the same bytes.
 */
package threadlab.bench.faults;
