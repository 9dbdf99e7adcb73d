package threadlab.bench.report;

import static threadlab.bench.page.Element.el;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.page.Element;
import threadlab.bench.page.Typography;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.Findings;
import threadlab.bench.verdict.KeyFigure;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.ServerSetup;
import threadlab.support.Counted;

/** What is seen first: what was compared, the answer, a few figures, and the picture that it follows from. */
final class FirstScreen {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'",
            Locale.ENGLISH).withZone(ZoneOffset.UTC);
    /** More sentences than this are folded away. */
    private static final int SENTENCES_IN_FULL = 5;
    /** A longer list of names would not be read. */
    private static final int MOST_NAMES = 3;

    private final Analysis analysis;
    private final Findings findings;
    private final ServerStyles styles;

    private FirstScreen(Report report, ServerStyles styles) {
        this.analysis = report.analysis();
        this.findings = report.findings();
        this.styles = styles;
    }

    static List<Element> of(Report report, ServerStyles styles) {
        var screen = new FirstScreen(report, styles);
        Analysis analysis = report.analysis();
        Stream<Element> pictures = MapPicture.section(analysis, styles).map(Stream::of).orElseGet(
                () -> analysis.pictured().stream().map(metric -> ForestTable.section(analysis, styles, metric)));
        return Stream.of(Stream.of(screen.header(), screen.answer(), screen.figures()), pictures,
                Stream.of(screen.details())).flatMap(Function.identity()).filter(Objects::nonNull).toList();
    }

    /** Returns what was compared: {@code virtual against platform}. */
    static String title(Plan plan) {
        List<String> others = plan.others();
        if (others.isEmpty()) {
            return plan.baseline() + " alone";
        }
        return (others.size() > MOST_NAMES
                ? others.getFirst() + " and " + (others.size() - 1) + " others"
                : NumberFormat.listed(others)) + " against " + plan.baseline();
    }

    private Element header() {
        RunRecord run = analysis.run();
        long bad = run.trials().stream().filter(trial -> trial.result().reason() != null).count();
        return el("header", el("p.kind", "Threadlab report"), el("h1", title(run.plan())),
                el("p.facts", String.join(" \u00b7 ", date(run.invocation().startedAt()),
                        Counted.of(run.trials().size(), "trial") + " in "
                                + Counted.of(run.roundsBegun(), "round"),
                        javas(run)),
                        bad == 0 ? null : List.of(" \u00b7 ", el("span.alarm", bad + " did not end well"))));
    }

    /** A date that cannot be read is shown as it is. */
    private static String date(String startedAt) {
        try {
            return DATE.format(Instant.parse(startedAt));
        } catch (DateTimeParseException e) {
            return startedAt;
        }
    }

    /** The Javas of the servers, or of the whole run if it does not tell them, or all are the same. */
    static String javas(RunRecord run) {
        List<ServerSetup> servers = run.setup().servers();
        List<String> versions = servers == null
                ? List.of()
                : servers.stream().map(ServerSetup::jvm).filter(Objects::nonNull).map(ServerSetup.Jvm::version)
                        .distinct().toList();
        return versions.size() > 1 ? "Java " + NumberFormat.listed(versions) : "JDK " + run.setup().environment().jdk();
    }

    private Element answer() {
        boolean isDistrusted = !analysis.control().differences().isEmpty();
        return el(isDistrusted ? "section.answer.distrusted" : "section.answer",
                findings.headline().stream().map(sentence -> el("p", Typography.of(sentence))).toList());
    }

    private @Nullable Element figures() {
        if (findings.figures().isEmpty()) {
            return null;
        }
        List<Element> items = new ArrayList<>();
        for (KeyFigure figure : findings.figures()) {
            items.add(el("li." + figure.style(),
                    el("span.metric", figure.metric().title()).with("title", figure.metric().doc()),
                    figure.amount().isEmpty() ? null : el("span.amount", Typography.of(figure.amount())),
                    el(figure.amount().isEmpty() ? "span.amount.word" : "span.word",
                            Typography.of(figure.verdict()))));
        }
        return el("section.figures", el("p.note", KeyFigure.caption(analysis)), el("ul", items));
    }

    private @Nullable Element details() {
        List<Element> items = findings.details().stream().map(sentence -> el("li", Typography.of(sentence))).toList();
        if (items.isEmpty()) {
            return null;
        }
        List<Element> more = items.subList(Math.min(SENTENCES_IN_FULL, items.size()), items.size());
        return el("section", el("h2", "Findings"), el("ul.details", items.subList(0, items.size() - more.size())),
                more.isEmpty()
                        ? null
                        : el("details", el("summary", Counted.of(more.size(), "more finding")),
                                el("ul.details", more)));
    }
}
