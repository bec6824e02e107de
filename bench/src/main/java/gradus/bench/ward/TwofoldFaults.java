package gradus.bench.ward;

import static gradus.health.Symptom.BAD_INITIALIZATION;
import static gradus.health.Symptom.DEAD_UNITS;
import static gradus.health.Symptom.INPUTS_NOT_NORMALIZED;
import static gradus.health.Symptom.MISFIT;
import static gradus.health.Symptom.RATE_TOO_HIGH;
import static gradus.health.Symptom.RATE_TOO_LOW;
import static gradus.health.Symptom.VANISHING;

import gradus.bench.ward.Roster.Fault;

/** Two faults at once; counted apart. */
final class TwofoldFaults {
  private TwofoldFaults() {}

  static void add(Roster roster) {
    Net ten = Net.of("breast_cancer", 10, 32);
    roster.twofold(
        Fault.of(VANISHING, "sigmoid-and-raw", INPUTS_NOT_NORMALIZED),
        ten,
        "",
        s -> {
          Changes.activation(s, ten, _ -> true, "sigmoid");
          s.set("data.normalize", "none");
        });
    Net digits = Net.of("digits", 10, 32);
    roster.twofold(
        Fault.of(VANISHING, "sigmoid-and-rate-low", RATE_TOO_LOW),
        digits,
        "",
        s -> {
          Changes.activation(s, digits, _ -> true, "sigmoid");
          Changes.rate(s, digits, 1e-3);
        });
    Net two = Net.of("digits", 2, 32);
    roster.twofold(
        Fault.of(RATE_TOO_HIGH, "rate-high-and-relu-head", MISFIT, DEAD_UNITS),
        two,
        "",
        s -> {
          Changes.rate(s, two, 30);
          s.model().add("relu");
        });
    Net wine = Net.of("wine", 5, 32).by("momentum");
    roster.twofold(
        Fault.of(INPUTS_NOT_NORMALIZED, "raw-and-rate-high", RATE_TOO_HIGH),
        wine,
        "",
        s -> {
          s.set("data.normalize", "none");
          Changes.rate(s, wine, 10);
        });
    Net wide = Net.of("digits", 5, 128);
    roster.twofold(
        Fault.of(BAD_INITIALIZATION, "constant-and-rate-low", RATE_TOO_LOW),
        wide,
        "",
        s -> {
          Changes.initializer(s, _ -> true, Sheet.thing("constant", Sheet.thing("value", 0.02)));
          Changes.rate(s, wide, 1e-2);
        });
    roster.twofold(
        Fault.of(BAD_INITIALIZATION, "std-one-and-softmax", MISFIT),
        wide,
        "",
        s -> {
          Changes.initializer(s, _ -> true, Changes.normal(1));
          s.model().add("softmax");
        });
  }
}
