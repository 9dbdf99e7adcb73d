/** Decides for each resource whether it grows over the steady state. docs/adr/0023 has the reasons. */
package threadlab.bench.soak.drift;
