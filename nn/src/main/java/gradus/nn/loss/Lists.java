package gradus.nn.loss;

import gradus.nn.config.Settings;
import java.util.Arrays;
import java.util.List;

/** Lists of numbers that may be left out. */
final class Lists {
  private Lists() {}

  static List<Double> of(Settings settings, String name) {
    return settings.has(name) ? Arrays.stream(settings.numbers(name)).boxed().toList() : List.of();
  }

  static List<Double> orNull(List<Double> numbers) {
    return numbers.isEmpty() ? null : numbers;
  }
}
