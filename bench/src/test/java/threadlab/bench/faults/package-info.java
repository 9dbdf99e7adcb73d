/**
 * Bad weather between a load and a server: a proxy on loopback that delays, cuts or corrupts what passes. Equipment of the
 * tests, and nobody else's.
 *
 * <p>{@link threadlab.bench.faults.FaultProxy} has a {@link threadlab.bench.faults.Pump} for each direction of each
 * connection, which hands what it reads to the {@link threadlab.bench.faults.Stage} that a
 * {@link threadlab.bench.faults.Fault} has made for it. Whatever is random is drawn from a seed, the number of the
 * connection and its direction: the same seed does the same to the same bytes, whenever they come.
 */
package threadlab.bench.faults;
