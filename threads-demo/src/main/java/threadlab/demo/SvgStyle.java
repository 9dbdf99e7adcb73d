package threadlab.demo;

/** The style sheet of all pictures, for a light and a dark screen. */
public final class SvgStyle {
    public static final String CSS = """
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
            .reference { fill: none; stroke: #1c2733; stroke-width: 1.5; stroke-dasharray: 6 4 }
            .kind0 { color: #1f5fae; fill: currentColor }
            .kind1 { color: #b04a0e; fill: currentColor }
            .kind2 { color: #2a7a4b; fill: currentColor }
            .kind3 { color: #7a4fb5; fill: currentColor }
            .line { fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linejoin: round }
            @media (prefers-color-scheme: dark) {
              text { fill: #e4e9ee }
              .page { fill: #12181f }
              .tick { fill: #9aa7b3 }
              .axis { stroke: #65727e }
              .grid { stroke: #2a343e }
              .halo { stroke: #12181f }
              .mark, .start, .reference { stroke: #e4e9ee }
              .label { fill: #12181f }
              .kind0 { color: #6aa9f0 }
              .kind1 { color: #f09a5b }
              .kind2 { color: #6cc48f }
              .kind3 { color: #b998ea }
            }
            """;

    private SvgStyle() {
    }
}
