/**
 * Looks at a running JVM for a while, and says which problems of virtual threads it shows signs of. Collecting facts
 * ({@link threadlab.demo.diagnose.Look}) is apart from judging them ({@link threadlab.demo.diagnose.Sign}).
 */
@NullMarked
package threadlab.demo.diagnose;

import org.jspecify.annotations.NullMarked;
