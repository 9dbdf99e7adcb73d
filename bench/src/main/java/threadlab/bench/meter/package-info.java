/** Reads what other processes use: CPU, memory, threads, system calls, garbage collection. */
@NullMarked
package threadlab.bench.meter;

import org.jspecify.annotations.NullMarked;
