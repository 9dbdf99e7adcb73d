/**
 * Pages in one file: {@link threadlab.bench.page.Template} puts a page together, {@link threadlab.bench.page.Element}
 * writes HTML and SVG, with every text escaped. The styles, the templates and the pages' scripts lie beside the
 * classes; the scripts are bundled from {@code src/main/js}.
 */
package threadlab.bench.page;
