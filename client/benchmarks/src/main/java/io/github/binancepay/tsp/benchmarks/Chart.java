package io.github.binancepay.tsp.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Panels of lines below each other, as an SVG with colours for light and dark. Both axes are
 * logarithmic, and each line has its name at its end.
 *
 * @param title what all of it shows
 * @param panels from above
 */
record Chart(String title, List<Panel> panels) {
  private static final int WIDTH = 820;
  private static final int LEFT = 80;
  private static final int RIGHT = 590;
  private static final int TOP = 84;
  private static final int HEIGHT = 250;
  private static final int PANEL = 330;
  private static final int LINE_OF_TEXT = 17;
  private static final String STYLE =
      """
      <style>
        text { font: 13px sans-serif; fill: #1f2328; }
        .title { font-size: 18px; font-weight: bold; }
        .panel { font-size: 15px; font-weight: bold; }
        .back { fill: #ffffff; }
        .grid { stroke: #d8dee4; }
        .line { fill: none; stroke-linejoin: round; }
        .line.c0 { stroke: #0060a8; } .line.c1 { stroke: #b34700; } .line.c2 { stroke: #00785a; }
        .line.c3 { stroke: #9a3483; } .line.c4 { stroke: #57606a; }
        text.c0 { fill: #0060a8; } text.c1 { fill: #b34700; } text.c2 { fill: #00785a; }
        text.c3 { fill: #9a3483; } text.c4 { fill: #57606a; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .back { fill: #0d1117; }
          .grid { stroke: #30363d; }
          .line.c0 { stroke: #58a6ff; } .line.c1 { stroke: #ff9b50; } .line.c2 { stroke: #3fd0a4; }
          .line.c3 { stroke: #f29ad8; } .line.c4 { stroke: #a0a8b0; }
          text.c0 { fill: #58a6ff; } text.c1 { fill: #ff9b50; } text.c2 { fill: #3fd0a4; }
          text.c3 { fill: #f29ad8; } text.c4 { fill: #a0a8b0; }
        }
      </style>
      """;

  /**
   * One pair of axes.
   *
   * @param title what its lines show
   * @param x what the horizontal axis shows, with the unit
   * @param y the same of the vertical one
   * @param lines at most five
   */
  record Panel(String title, String x, String y, List<Line> lines) {}

  /**
   * One line.
   *
   * @param name at its end
   * @param points from the left
   */
  record Line(String name, List<Point> points) {
    Point last() {
      return points.get(points.size() - 1);
    }
  }

  /** A point; both are above 0. */
  record Point(double x, double y) {}

  String svg() {
    int height = TOP + panels.size() * PANEL - 10;
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\""
            + " height=\"%2$d\" role=\"img\">%n<title>%s</title>%n",
        WIDTH,
        height,
        title);
    svg.append(STYLE);
    add(svg, "<rect class=\"back\" width=\"%d\" height=\"%d\"/>%n", WIDTH, height);
    text(svg, "title", "start", 20, 34, title);
    for (int i = 0; i < panels.size(); i++) {
      add(svg, "<g transform=\"translate(0 %d)\">%n", TOP + i * PANEL);
      panel(svg, panels.get(i));
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private static void panel(StringBuilder svg, Panel panel) {
    Scale x = Scale.of(panel.lines.stream().flatMap(l -> l.points.stream()).map(Point::x).toList());
    Scale y = Scale.of(panel.lines.stream().flatMap(l -> l.points.stream()).map(Point::y).toList());
    text(svg, "panel", "start", 20, -14, panel.title);
    for (double tick : x.ticks()) {
      double at = x.at(tick, LEFT, RIGHT);
      add(svg, "<path class=\"grid\" d=\"M%.1f 0V%d\"/>%n", at, HEIGHT);
      text(svg, "", "middle", at, HEIGHT + 18, figure(tick));
    }
    for (double tick : y.ticks()) {
      double at = y.at(tick, HEIGHT, 0);
      add(svg, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>%n", LEFT, at, RIGHT);
      text(svg, "", "end", LEFT - 8, at + 4, figure(tick));
    }
    text(svg, "", "middle", (LEFT + RIGHT) / 2.0, HEIGHT + 38, panel.x);
    add(
        svg,
        "<text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
        HEIGHT / 2,
        panel.y);
    for (int i = 0; i < panel.lines.size(); i++) {
      String points =
          panel.lines.get(i).points.stream()
              .map(p -> "%.1f,%.1f".formatted(x.at(p.x, LEFT, RIGHT), y.at(p.y, HEIGHT, 0)))
              .collect(Collectors.joining(" "));
      // Each is thinner than the one below it, so that lines in one place are all seen.
      add(
          svg,
          "<polyline class=\"line c%d\" stroke-width=\"%.1f\" points=\"%s\"/>%n",
          i,
          2 + 0.9 * (panel.lines.size() - 1 - i),
          points);
    }
    names(svg, panel, y);
  }

  // Lines that end at one height have their names below each other.
  private static void names(StringBuilder svg, Panel panel, Scale y) {
    List<Line> fromAbove = new ArrayList<>(panel.lines);
    fromAbove.sort(Comparator.comparingDouble((Line line) -> line.last().y).reversed());
    double free = Double.NEGATIVE_INFINITY;
    for (Line line : fromAbove) {
      double at = Math.max(free, y.at(line.last().y, HEIGHT, 0) + 4);
      text(
          svg,
          "c" + panel.lines.indexOf(line),
          "start",
          RIGHT + 8,
          at,
          line.name + ": " + figure(line.last().y));
      free = at + LINE_OF_TEXT;
    }
  }

  private static void text(
      StringBuilder svg, String style, String anchor, double x, double y, String text) {
    add(
        svg,
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
        style,
        anchor,
        x,
        y,
        text);
  }

  private static String figure(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  /** Whole powers of ten around all values. */
  private record Scale(int from, int to) {
    static Scale of(List<Double> values) {
      double least = values.stream().mapToDouble(Math::log10).min().orElseThrow();
      double most = values.stream().mapToDouble(Math::log10).max().orElseThrow();
      int from = (int) Math.floor(least);
      return new Scale(from, Math.max(from + 1, (int) Math.ceil(most)));
    }

    double at(double value, double first, double last) {
      return first + (Math.log10(value) - from) / (to - from) * (last - first);
    }

    List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      for (int power = from; power <= to; power++) {
        ticks.add(Math.pow(10, power));
      }
      return ticks;
    }
  }
}
