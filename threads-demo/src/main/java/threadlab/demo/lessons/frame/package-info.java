/**
 * The frame of all lessons. A {@link threadlab.demo.lessons.frame.Lesson} states a claim, tries it, and returns an
 * {@link threadlab.demo.lessons.frame.Outcome} with {@link threadlab.demo.lessons.frame.Exhibit}s. {@code LessonText}
 * shows it in a terminal, and {@link threadlab.demo.lessons.frame.LessonPage} on a page.
 */
@NullMarked
package threadlab.demo.lessons.frame;

import org.jspecify.annotations.NullMarked;
