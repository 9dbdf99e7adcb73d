/** Judges a soak and presents the result: as JSON, as text for a terminal, and in sentences. */
package threadlab.bench.soak.report;
