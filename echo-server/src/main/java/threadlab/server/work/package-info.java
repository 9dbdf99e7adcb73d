/**
 * The work that a server does for each message before it echoes it: a stand-in for what a real server does. {@link
 * threadlab.server.work.RecipeParser} reads a recipe, {@link threadlab.server.work.Stage} has what it is made of, and
 * {@link threadlab.server.work.SessionWork} does it for the messages of one session.
 */
@NullMarked
package threadlab.server.work;

import org.jspecify.annotations.NullMarked;
