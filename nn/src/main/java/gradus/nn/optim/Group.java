package gradus.nn.optim;

import gradus.nn.config.Catalog;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is different for some parameters. Several groups may match one: their rate factors are
 * multiplied, the last weight decay counts, and one that freezes is enough.
 *
 * @param filter which parameters
 * @param rate a factor on the learning rate
 * @param decay the weight decay in place of the optimizer's; 0 turns it off
 * @param frozen whether they do not change at all
 */
public record Group(ParameterFilter filter, double rate, OptionalDouble decay, boolean frozen) {
  static final Entry<Group> ENTRY =
      Entry.of(
          "match",
          Group.class,
          "parameters by name and rank, and what is different for them",
          List.of(
              ParameterFilter.patternSetting(),
              Setting.number("rate", 0, 1e6, 1, "a factor on the learning rate"),
              Setting.number("decay", 0, 1e3, "weight decay in place of the optimizer's")
                  .optional(),
              Setting.flag("frozen", false, "whether they do not change"),
              ParameterFilter.kindSetting(ParameterFilter.Kind.ALL)),
          s ->
              new Group(
                  ParameterFilter.read(s),
                  s.number("rate"),
                  s.has("decay") ? OptionalDouble.of(s.number("decay")) : OptionalDouble.empty(),
                  s.flag("frozen")),
          x ->
              Settings.of(
                  "pattern", x.filter().pattern(),
                  "rate", x.rate(),
                  "decay", x.decay().isPresent() ? x.decay().getAsDouble() : null,
                  "frozen", x.frozen(),
                  "parameters", x.filter().kind().word()));

  /** The one way to write a group: {@code match: {pattern: "dense_*", rate: 0.1}}. */
  public static final Catalog<Group> CATALOG = new Catalog<>("parameter group", List.of(ENTRY));

  /** Parameters by name, with nothing different yet. */
  public static Group of(String pattern) {
    return of(ParameterFilter.of(pattern));
  }

  /** Parameters, with nothing different yet. */
  public static Group of(ParameterFilter filter) {
    return new Group(filter, 1, OptionalDouble.empty(), false);
  }

  /** With a factor on the learning rate. */
  public Group withRate(double factor) {
    return new Group(filter, factor, decay, frozen);
  }

  /** With a weight decay of its own; 0 turns it off. */
  public Group withDecay(double value) {
    return new Group(filter, rate, OptionalDouble.of(value), frozen);
  }

  /** Frozen. */
  public Group freeze() {
    return new Group(filter, rate, decay, true);
  }
}
