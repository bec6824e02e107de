package gradus.bench.ward;

import static gradus.health.Symptom.INPUTS_NOT_NORMALIZED;
import static gradus.health.Symptom.MISFIT;
import static gradus.health.Symptom.NON_FINITE;
import static gradus.health.Symptom.NOT_DECREASING;

import gradus.bench.ward.DataFiles.Rows;
import gradus.bench.ward.Net.Style;
import gradus.bench.ward.Roster.Fault;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Faults of data: what is not finite, not scaled, or has nothing to do with its labels. */
final class DataFaults {
  private DataFaults() {}

  static void add(Roster roster) {
    notFinite(roster);
    overflow(roster);
    overflowDeep(roster);
    zeroByZero(roster);
    unscaled(roster);
  }

  /** A net on arrays, and the same with spoilt training rows; test rows stay as they are. */
  static void spoilt(
      Roster roster, Fault fault, int severity, Net net, String layer, Consumer<Rows> spoil) {
    spoilt(roster, fault, severity, net, layer, spoil, false);
  }

  private static void spoilt(
      Roster roster,
      Fault fault,
      int severity,
      Net net,
      String layer,
      Consumer<Rows> spoil,
      boolean both) {
    DataFiles files = roster.files();
    Rows train = files.rows(net.data(), false);
    Rows test = files.rows(net.data(), true);
    String set = net.data();
    files.write(set + "_train", train);
    files.write(set + "_test", test);
    Sheet clean =
        net.sheet().set("data", files.source(set + "_train", set + "_test", train, net.classes()));
    String twin = roster.healthy("npy-" + net.name(), clean);
    Rows bad = train.copy();
    spoil.accept(bad);
    String name = set + "_" + fault.operator() + "_" + severity;
    files.write(name, bad);
    String tested = set + "_test";
    if (both) {
      Rows worse = test.copy();
      spoil.accept(worse);
      tested = name + "_test";
      files.write(tested, worse);
    }
    String held = tested;
    roster.sick(
        fault,
        severity,
        twin,
        clean,
        layer,
        s -> s.set("data", files.source(name, held, train, net.classes())));
  }

  /** NaN and infinity in data are refused when they are read, so they make no patients. */
  private static void notFinite(Roster roster) {
    Fault huge = Fault.of(NON_FINITE, "huge-in-data", INPUTS_NOT_NORMALIZED);
    Fault target = Fault.of(NON_FINITE, "huge-target");
    int[] counts = {1, 3, 10};
    float[] sizes = {1e30f, 1e37f, 3e38f};
    for (int i = 0; i < counts.length; i++) {
      int count = counts[i];
      float size = sizes[i];
      for (Net net :
          List.of(
              Net.of("iris", 5, 32).by("momentum"),
              Net.of("breast_cancer", 5, 32).by("momentum"))) {
        spoilt(roster, huge, i + 1, net, "", rows -> cells(rows, 6, size));
      }
      spoilt(
          roster,
          target,
          i + 1,
          Net.of("diabetes", 2, 8).act("tanh"),
          "",
          rows -> {
            for (int k = 0; k < count; k++) {
              rows.y()[11 + 17 * k] = 1e25f;
            }
          });
    }
  }

  private static void cells(Rows rows, int count, float value) {
    for (int k = 0; k < count; k++) {
      rows.x()[(5 + 9 * k) * rows.width() + k % rows.width()] = value;
    }
  }

  /** Factors that overflow after some layers. */
  private static void overflow(Roster roster) {
    Fault fault = Fault.of(NON_FINITE, "overflow", gradus.health.Symptom.EXPLODING);
    double[] factors = {1e10, 1e14, 1e20};
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      int last = i == 0 ? 3 : i == 1 ? 2 : 1;
      for (Net net : List.of(Net.of("digits", 5, 32).by("momentum"), Net.of("digits", 5, 128))) {
        roster.sick(
            fault,
            i + 1,
            net,
            net.paths(last, last + 1),
            s -> {
              for (int layer = last; layer >= 0; layer--) {
                Changes.after(s, layer, Changes.rescale(factor, 0));
              }
            });
      }
    }
  }

  /** A factor after each layer of a deep net. */
  private static void overflowDeep(Roster roster) {
    Fault fault = Fault.of(NON_FINITE, "overflow-deep", gradus.health.Symptom.EXPLODING);
    double[] factors = {1e4, 1e5, 1e8};
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      for (Net net : List.of(Net.of("digits", 10, 32), Net.of("breast_cancer", 10, 32))) {
        roster.sick(
            fault,
            i + 1,
            net,
            "",
            s -> {
              for (int layer = net.depth() - 1; layer >= 0; layer--) {
                Changes.after(s, layer, Changes.rescale(factor, 0));
              }
            });
      }
    }
  }

  /** Norms without the number that keeps a constant from being divided by zero. */
  private static void zeroByZero(Roster roster) {
    Fault fault = Fault.of(NON_FINITE, "zero-by-zero");
    Object batchNorm = Sheet.thing("batch_norm", Sheet.thing("eps", 0));
    Net digits = Net.of("digits", 2, 32);
    roster.sick(fault, 1, digits, "batch_norm_1", s -> s.model().add(1, batchNorm));
    Net deep = Net.of("digits", 5, 32);
    roster.sick(fault, 1, deep, "batch_norm_1", s -> Changes.after(s, 2, batchNorm));
    Net conv = Net.of("digits", 2, 8).style(Style.CONV);
    roster.sick(
        fault,
        1,
        conv,
        "rms_norm_1",
        s -> s.model().add(0, Sheet.thing("rms_norm", Sheet.thing("eps", 0))));
    for (Net net : List.of(Net.of("digits", 10, 32), Net.of("breast_cancer", 10, 32))) {
      roster.sick(fault, 2, net, "batch_norm_1", s -> Changes.after(s, 4, batchNorm));
    }
    Net wine = Net.of("wine", 5, 32).style(Style.BATCH_NORM).by("momentum");
    roster.sick(
        fault,
        3,
        wine,
        "batch_norm_1",
        s -> {
          s.set("train.batch", 1);
          s.model().set(1, batchNorm);
        });
  }

  private static void unscaled(Roster roster) {
    Fault raw = Fault.of(INPUTS_NOT_NORMALIZED, "raw");
    for (Net net :
        List.of(
            Net.of("wine", 2, 8),
            Net.of("wine", 5, 32).by("momentum"),
            Net.of("wine", 10, 32),
            Net.of("breast_cancer", 2, 8),
            Net.of("breast_cancer", 5, 32).by("momentum"),
            Net.of("breast_cancer", 10, 32),
            Net.of("diabetes", 2, 32),
            Net.of("diabetes", 2, 8).by("sgd"))) {
      roster.sick(raw, 2, net, "", s -> s.set("data.normalize", "none"));
    }
    Fault scaled = Fault.of(INPUTS_NOT_NORMALIZED, "scaled");
    Fault column = Fault.of(INPUTS_NOT_NORMALIZED, "one-column");
    Fault shifted = Fault.of(INPUTS_NOT_NORMALIZED, "shifted");
    Fault tiny = Fault.of(INPUTS_NOT_NORMALIZED, "tiny");
    float[] factors = {30, 1000, 1e5f};
    float[] columns = {1e3f, 1e5f, 1e6f};
    float[] offsets = {20, 300, 5000};
    float[] little = {0.02f, 1e-3f, 1e-5f};
    for (int i = 0; i < factors.length; i++) {
      float factor = factors[i];
      float one = columns[i];
      float offset = offsets[i];
      float small = little[i];
      spoilt(
          roster,
          scaled,
          i + 1,
          Net.of("iris", 5, 32).by("momentum"),
          "",
          rows -> each(rows, 0, 1, factor, 0),
          true);
      spoilt(
          roster,
          scaled,
          i + 1,
          Net.of("diabetes", 2, 32),
          "",
          rows -> each(rows, 0, 1, factor, 0),
          true);
      spoilt(
          roster,
          column,
          i + 1,
          Net.of("breast_cancer", 2, 32).act("tanh").by("sgd"),
          "",
          rows -> each(rows, 3, rows.width(), one, 0),
          true);
      spoilt(
          roster,
          shifted,
          i + 1,
          Net.of("iris", 2, 8),
          "",
          rows -> each(rows, 0, 1, 1, offset),
          true);
      spoilt(
          roster,
          tiny,
          i + 1,
          Net.of("wine", 2, 32).act("tanh").by("sgd"),
          "",
          rows -> each(rows, 0, 1, small, 0),
          true);
    }
  }

  private static void each(Rows rows, int first, int every, float factor, float offset) {
    for (int i = first; i < rows.x().length; i += every) {
      rows.x()[i] = rows.x()[i] * factor + offset;
    }
  }

  /** Labels that say less and less about their examples. */
  static void shuffled(Roster roster) {
    Fault fault = Fault.of(NOT_DECREASING, "shuffled-labels", MISFIT);
    double[] shares = {0.7, 0.85, 1};
    for (int i = 0; i < shares.length; i++) {
      double share = shares[i];
      for (Net net :
          List.of(Net.of("breast_cancer", 2, 8), Net.of("iris", 2, 8), Net.of("wine", 2, 8))) {
        spoilt(roster, fault, i + 1, net, "", rows -> shuffle(rows, share));
      }
    }
  }

  /** Gives a share of the examples the answers of each other. */
  static void shuffle(Rows rows, double share) {
    Random random = new Random(42);
    int[] chosen =
        java.util.stream.IntStream.range(0, rows.size())
            .filter(_ -> random.nextDouble() < share)
            .toArray();
    for (int i = chosen.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float kept = rows.y()[chosen[i]];
      rows.y()[chosen[i]] = rows.y()[chosen[j]];
      rows.y()[chosen[j]] = kept;
    }
  }
}
