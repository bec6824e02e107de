package gradus.train.golden;

import gradus.nn.schedule.ReduceOnPlateau;
import gradus.nn.schedule.Schedule;
import gradus.nn.schedule.Schedules;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Schedules, read as from a run file. */
final class ScheduleOperations {
  private static final int STEPS = 60;

  private ScheduleOperations() {}

  static Map<String, NumberOperation> table() {
    Map<String, NumberOperation> table = new LinkedHashMap<>();
    table.put(
        "step",
        rates(
            c ->
                Map.of(
                    "step",
                    settings("every", c.number("step_size"), "factor", c.number("gamma")))));
    table.put("exponential", rates(c -> Map.of("exponential", c.number("gamma"))));
    table.put(
        "multi_step",
        rates(
            c ->
                Map.of(
                    "multi_step",
                    settings(
                        "at",
                        Arrays.stream(c.numbers("milestones")).boxed().toList(),
                        "factor",
                        c.number("gamma")))));
    table.put(
        "cosine",
        rates(
            c ->
                Map.of(
                    "cosine",
                    settings(
                        "minimum",
                        c.number("min_lr"),
                        "length",
                        c.number("t_max"),
                        "swing",
                        true))));
    table.put(
        "cosine_warm_restarts",
        rates(
            c ->
                Map.of(
                    "cosine_warm_restarts",
                    settings(
                        "period",
                        c.number("t0"),
                        "growth",
                        c.whole("t_mult"),
                        "minimum",
                        c.number("min_lr")))));
    table.put(
        "linear",
        rates(
            c ->
                Map.of(
                    "linear",
                    settings(
                        "start",
                        c.number("start_factor"),
                        "end",
                        c.number("end_factor"),
                        "length",
                        c.number("total")))));
    table.put(
        "polynomial",
        rates(
            c ->
                Map.of(
                    "polynomial",
                    settings("power", c.number("power"), "length", c.number("total")))));
    table.put(
        "cyclic",
        rates(
            c ->
                Map.of(
                    "cyclic",
                    settings(
                        "peak",
                        c.number("max_lr") / c.number("lr"),
                        "up",
                        c.number("step_size_up"),
                        "down",
                        c.number("step_size_down"),
                        "mode",
                        c.text("mode"),
                        "gamma",
                        c.number("gamma")))));
    table.put("one_cycle", ScheduleOperations::oneCycle);
    table.put("reduce_on_plateau", ScheduleOperations::plateau);
    table.put(
        "warmup_linear", warmup(c -> Map.of("polynomial", Map.of("minimum", c.number("min_lr")))));
    table.put(
        "warmup_cosine", warmup(c -> Map.of("cosine", Map.of("minimum", c.number("min_lr")))));
    return table;
  }

  private static Map<String, Object> settings(Object... namesAndValues) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  private static NumberOperation rates(Function<Config, Map<String, ?>> tree) {
    return golden -> rates(read(tree.apply(golden.config())), golden.config().number("lr"), STEPS);
  }

  private static NumberOperation warmup(Function<Config, Map<String, ?>> then) {
    return golden -> {
      Config c = golden.config();
      Map<String, Object> settings = settings("length", c.number("warmup"), "then", then.apply(c));
      return rates(read(Map.of("warmup", settings)), c.number("lr"), c.whole("total"));
    };
  }

  private static Schedule read(Map<String, ?> tree) {
    return Schedules.CATALOG.read(tree, "schedule");
  }

  private static Map<String, double[]> rates(Schedule schedule, double base, long total) {
    double[] rates = new double[STEPS];
    Arrays.setAll(rates, t -> schedule.rate(base, t, total));
    return Map.of("lr", rates);
  }

  /** Here the base is the highest rate, not the first. */
  private static Map<String, double[]> oneCycle(GoldenCase golden) {
    Config c = golden.config();
    Map<String, Object> settings =
        settings(
            "rise",
            c.number("pct_start"),
            "start",
            c.number("div_factor"),
            "end",
            c.number("final_div_factor"),
            "anneal",
            c.text("anneal").equals("cos") ? "cosine" : "linear",
            "three_phase",
            c.flag("three_phase"));
    return rates(read(Map.of("one_cycle", settings)), c.number("max_lr"), c.whole("total_steps"));
  }

  private static Map<String, double[]> plateau(GoldenCase golden) {
    Config c = golden.config();
    ReduceOnPlateau machine =
        read(Map.of(
                "reduce_on_plateau",
                settings(
                    "factor",
                    c.number("factor"),
                    "patience",
                    c.whole("patience"),
                    "threshold",
                    c.number("threshold"),
                    "absolute",
                    c.text("threshold_mode").equals("abs"),
                    "cooldown",
                    c.whole("cooldown"),
                    "minimum",
                    c.number("min_lr"),
                    "smallest",
                    c.number("eps"))))
            .plateau()
            .orElseThrow();
    double base = c.number("lr");
    double[] losses = golden.inputs().get("loss").data();
    double[] rates = new double[losses.length];
    ReduceOnPlateau.State state = ReduceOnPlateau.State.START;
    for (int t = 0; t < rates.length; t++) {
      rates[t] = base * state.scale();
      state = machine.next(state, base, losses[t]);
    }
    return Map.of("lr", rates);
  }
}
