/** The byte stream of a session, plain or TLS, and what its errors mean. Knows no other package of the client. */
@NullMarked
package threadlab.client.transport;

import org.jspecify.annotations.NullMarked;
