package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.nn.ParameterSpec;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Chooses parameters by name and rank. A pattern is a glob over the whole name ({@code *} any
 * characters, {@code ?} one), for example {@code dense_*.weight}, or a regular expression between
 * slashes, for example {@code /(conv|dense).*\.bias/}.
 *
 * @param pattern the pattern of names
 * @param kind which ranks
 */
public record ParameterFilter(String pattern, Kind kind) {
  /** Everything. */
  public static final ParameterFilter ALL = new ParameterFilter("*", Kind.ALL);

  /** Weights and kernels: rank 2 and more. */
  public static final ParameterFilter MATRICES = new ParameterFilter("*", Kind.MATRICES);

  /** Which ranks are meant. */
  public enum Kind {
    /** All ranks. */
    ALL,
    /** Rank 2 and more: weights, kernels, tables. */
    MATRICES,
    /** Rank 0 and 1: biases, scales. */
    VECTORS;

    boolean matches(Shape shape) {
      return switch (this) {
        case ALL -> true;
        case MATRICES -> shape.rank() >= 2;
        case VECTORS -> shape.rank() < 2;
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the pattern. */
  public ParameterFilter {
    compile(pattern);
  }

  /** By name alone. */
  public static ParameterFilter of(String pattern) {
    return new ParameterFilter(pattern, Kind.ALL);
  }

  /** Whether a parameter is chosen. */
  public boolean matches(ParameterSpec parameter) {
    return matches(parameter.name(), parameter.shape());
  }

  /** Whether a parameter is chosen. */
  public boolean matches(String name, Shape shape) {
    return kind.matches(shape) && compile(pattern).matcher(name).matches();
  }

  static Setting patternSetting() {
    return Setting.text("pattern", "*", "names: a glob, or a regular expression between slashes");
  }

  static Setting kindSetting(Kind fallback) {
    List<String> words = List.of("all", "matrices", "vectors");
    return Setting.choice("parameters", words, fallback.word(), "all, only matrices, only vectors");
  }

  static ParameterFilter read(Settings settings) {
    Kind kind = Kind.valueOf(settings.text("parameters").toUpperCase(Locale.ROOT));
    return new ParameterFilter(settings.text("pattern"), kind);
  }

  private static Pattern compile(String pattern) {
    if (pattern.length() >= 2 && pattern.startsWith("/") && pattern.endsWith("/")) {
      try {
        return Pattern.compile(pattern.substring(1, pattern.length() - 1));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "pattern " + pattern + ": must be a regular expression: " + e.getDescription(), e);
      }
    }
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString());
  }
}
