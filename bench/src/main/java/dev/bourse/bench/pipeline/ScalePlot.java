package dev.bourse.bench.pipeline;

import dev.bourse.bench.pipeline.ScaleBench.Measured;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures of {@link ScaleBench} as a picture: two plots over the number of instruments, which grows by powers. */
final class ScalePlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 300;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 45;

    private final StringBuilder svg = new StringBuilder();
    private final List<Measured> measured;

    private ScalePlot(List<Measured> measured) {
        this.measured = measured;
    }

    /** The picture as SVG. */
    static String of(List<Measured> measured) {
        ScalePlot plot = new ScalePlot(measured);
        plot.add(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'"
                        + " font-size='12'>%n<rect width='100%%' height='100%%' fill='white'/>%n",
                WIDTH, 2 * HEIGHT);
        plot.panel(0, "processor time of the state stage for a tick, ns", Measured::nanos);
        plot.panel(HEIGHT, "heap for an instrument, bytes", Measured::bytesEach);
        plot.add("</svg>%n");
        return plot.svg.toString();
    }

    private void panel(int y, String title, ToDoubleFunction<Measured> value) {
        double most = measured.stream().mapToDouble(value).max().orElse(1);
        double step = step(most);
        double top = Math.ceil(most / step) * step;
        add("<text x='%d' y='%d' font-size='14'>%s</text>%n", LEFT, y + 22, title);
        for (double mark = 0; mark <= top; mark += step) {
            double at = vertical(y, mark / top);
            add("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>%n", LEFT, WIDTH - RIGHT, at, at);
            add("<text x='%d' y='%.1f' text-anchor='end'>%,.0f</text>%n", LEFT - 8, at + 4, mark);
        }
        StringBuilder points = new StringBuilder();
        for (Measured one : measured) {
            double x = horizontal(one.instruments());
            double at = vertical(y, value.applyAsDouble(one) / top);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, at));
            add("<circle cx='%.1f' cy='%.1f' r='4' fill='#1f77b4'/>%n", x, at);
            add("<text x='%.1f' y='%.1f' text-anchor='middle'>%,.0f</text>%n", x, at - 9, value.applyAsDouble(one));
            add(
                    "<text x='%.1f' y='%d' text-anchor='middle'>%,d</text>%n",
                    x, y + HEIGHT - BOTTOM + 18, one.instruments());
        }
        add("<polyline points='%s' fill='none' stroke='#1f77b4' stroke-width='2'/>%n", points);
        add("<text x='%d' y='%d' text-anchor='middle'>instruments</text>%n", WIDTH / 2, y + HEIGHT - BOTTOM + 36);
    }

    /** A round distance of marks, of which 4 to 10 reach the most. */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
        double leading = most / power;
        return leading < 2 ? power / 4 : leading < 5 ? power / 2 : power;
    }

    private double horizontal(int instruments) {
        double from = Math.log(measured.getFirst().instruments());
        double until = Math.log(measured.getLast().instruments());
        double part = (Math.log(instruments) - from) / Math.max(1e-9, until - from);
        return LEFT + 40 + part * (WIDTH - LEFT - RIGHT - 80);
    }

    private static double vertical(int y, double part) {
        return y + HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
