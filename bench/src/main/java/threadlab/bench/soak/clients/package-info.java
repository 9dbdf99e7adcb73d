/**
 * The clients of a soak: loads that verify every byte, and groups of clients that misbehave. All of them know for which
 * reason the server must have ended their sessions.
 */
@NullMarked
package threadlab.bench.soak.clients;

import org.jspecify.annotations.NullMarked;
