package threadlab.demo;

/** The look of {@link TimelineSvg}. Text on a fill is light in the light scheme and dark in the dark one. */
final class TimelineStyle {
    static final String CSS = """
            text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1c2733 }
            .page { fill: #ffffff }
            .title { font-size: 19px; font-weight: 650 }
            .heading { font-size: 14.5px; font-weight: 650 }
            .tick { font-size: 12px; fill: #57646f; text-anchor: middle }
            .axis { stroke: #8c98a4 }
            .grid { stroke: #dfe4e9 }
            .halo { stroke: #ffffff; stroke-width: 4 }
            .mark { stroke: #1c2733; stroke-width: 1.5; stroke-dasharray: 4 3 }
            .note { font-size: 12px }
            .start { stroke: #1c2733; stroke-width: 2 }
            .label { fill: #ffffff; font-size: 12px }
            .kind0 { fill: #1f5fae }
            .kind1 { fill: #b04a0e }
            .kind2 { fill: #2a7a4b }
            .kind3 { fill: #7a4fb5 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e4e9ee }
              .page { fill: #12181f }
              .tick { fill: #9aa7b3 }
              .axis { stroke: #65727e }
              .grid { stroke: #2a343e }
              .halo { stroke: #12181f }
              .mark, .start { stroke: #e4e9ee }
              .label { fill: #12181f }
              .kind0 { fill: #6aa9f0 }
              .kind1 { fill: #f09a5b }
              .kind2 { fill: #6cc48f }
              .kind3 { fill: #b998ea }
            }
            """;

    private TimelineStyle() {
    }
}
