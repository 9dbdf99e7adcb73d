/**
 * What all lessons have in common: a {@link threadlab.demo.lessons.frame.Lesson} states a claim, tries it, and tells
 * the {@link threadlab.demo.lessons.frame.Outcome}, with {@link threadlab.demo.lessons.frame.Exhibit}s to look at. It
 * is shown as text by {@code LessonText} and on a page by {@link threadlab.demo.lessons.frame.LessonPage}.
 */
@NullMarked
package threadlab.demo.lessons.frame;

import org.jspecify.annotations.NullMarked;
