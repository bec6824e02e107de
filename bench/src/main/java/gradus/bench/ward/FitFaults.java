package gradus.bench.ward;

import static gradus.health.Symptom.DEAD_UNITS;
import static gradus.health.Symptom.MISFIT;
import static gradus.health.Symptom.OVERFITTING;

import gradus.bench.ward.DataFiles.Rows;
import gradus.bench.ward.Net.Style;
import gradus.bench.ward.Roster.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Heads and losses that do not fit, and what is learned by heart. */
final class FitFaults {
  private FitFaults() {}

  static void add(Roster roster) {
    heads(roster);
    losses(roster);
    numbers(roster);
    few(roster);
    longRuns(roster);
  }

  private static void head(Roster roster, Fault fault, int severity, Net net, Object after) {
    roster.sick(fault, severity, net, net.path(net.depth()), s -> s.model().add(after));
  }

  private static void heads(Roster roster) {
    Fault relu = Fault.of(MISFIT, "relu-head", DEAD_UNITS);
    Fault softmax = Fault.of(MISFIT, "double-softmax");
    Fault sigmoid = Fault.of(MISFIT, "sigmoid-head");
    Fault tanh = Fault.of(MISFIT, "tanh-head");
    List<Net> nets =
        List.of(
            Net.of("digits", 2, 32),
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("wine", 5, 32).by("momentum"),
            Net.of("digits", 5, 32).act("tanh").by("sgd"));
    for (Net net : nets) {
      head(roster, relu, 2, net, "relu");
      head(roster, softmax, 2, net, "softmax");
      head(roster, sigmoid, 2, net, "sigmoid");
    }
    for (Net net :
        List.of(
            Net.of("diabetes", 2, 8).act("tanh"),
            Net.of("diabetes", 2, 32),
            Net.of("diabetes", 2, 128).by("momentum"))) {
      head(roster, relu, 2, net, "relu");
      head(roster, sigmoid, 2, net, "sigmoid");
      roster.sick(
          tanh,
          3,
          net,
          net.path(net.depth()),
          s -> {
            s.set("data.normalize_targets", "none");
            s.model().add("tanh");
          });
    }
  }

  private static void losses(Roster roster) {
    Fault squared = Fault.of(MISFIT, "softmax-mse");
    Fault logits = Fault.of(MISFIT, "nll-of-logits");
    Fault unweighted = Fault.of(MISFIT, "classes-without-weight");
    List<Net> nets =
        List.of(
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("digits", 2, 128).by("sgd"),
            Net.of("digits", 5, 32).act("tanh").by("sgd"));
    for (Net net : nets) {
      roster.sick(
          squared,
          2,
          net,
          net.path(net.depth()),
          s -> {
            s.set("loss", "mse");
            s.model().add("softmax");
          });
      roster.sick(logits, 2, net, net.path(net.depth()), s -> s.set("loss", "nll"));
    }
    int[] missing = {2, 4, 6};
    for (int i = 0; i < missing.length; i++) {
      List<Object> weights = new ArrayList<>();
      for (int k = 0; k < 10; k++) {
        weights.add(k < missing[i] ? 0 : 1);
      }
      roster.sick(
          unweighted,
          i + 1,
          Net.of("digits", 2, 32),
          "",
          s -> s.set("loss", Sheet.thing("cross_entropy", Sheet.thing("weights", weights))));
    }
  }

  private static void numbers(Roster roster) {
    Fault wrong = Fault.of(MISFIT, "contradicting-labels");
    double[] shares = {0.3, 0.45, 0.6};
    for (int i = 0; i < shares.length; i++) {
      double share = shares[i];
      DataFaults.spoilt(
          roster,
          wrong,
          i + 1,
          Net.of("breast_cancer", 5, 32).by("momentum"),
          "",
          rows -> contradict(rows, share));
    }
  }

  /** Overwrites part of the rows by copies of others that have another label. */
  private static void contradict(Rows rows, double share) {
    Random random = new Random(7);
    for (int i = 0; i + 1 < rows.size(); i += 2) {
      if (random.nextDouble() < share) {
        System.arraycopy(
            rows.x(), i * rows.width(), rows.x(), (i + 1) * rows.width(), rows.width());
        rows.y()[i + 1] = 1 - rows.y()[i];
      }
    }
  }

  /** Few examples, a wide net, many steps, nothing that keeps it from learning them by heart. */
  private static void few(Roster roster) {
    Fault fault = Fault.of(OVERFITTING, "few-examples");
    DataFiles files = roster.files();
    Rows train = files.rows("digits", false);
    files.write("digits_part_test", files.rows("digits", true).first(250));
    int[] counts = {100, 50, 30};
    Net wide = Net.of("digits", 2, 128).by("sgd");
    Net deep = Net.of("digits", 5, 128);
    Net conv = Net.of("digits", 2, 8).style(Style.CONV);
    for (int i = 0; i < counts.length; i++) {
      String name = "digits_" + counts[i];
      files.write(name, train.first(counts[i]));
      Map<String, Object> source = files.source(name, "digits_part_test", train, 10);
      for (Net net : List.of(wide, deep)) {
        roster.sick(
            fault,
            i + 1,
            net,
            "",
            s -> {
              s.set("data", source);
              s.model().remove("flatten");
              s.set("train.epochs", 100).set("train.batch", 16);
            });
      }
    }
    Rows wine = files.rows("breast_cancer", false);
    DataFaults.shuffle(wine, 0.5);
    for (int i = 0; i < counts.length; i++) {
      String name = "breast_cancer_noisy_" + counts[i];
      files.write(name, wine.first(counts[i]));
      files.write("breast_cancer_test", files.rows("breast_cancer", true));
      Net net = Net.of("breast_cancer", 2, 128).by("sgd");
      roster.sick(
          Fault.of(OVERFITTING, "few-noisy", MISFIT),
          i + 1,
          net,
          "",
          s ->
              s.set("data", files.source(name, "breast_cancer_test", wine, 2))
                  .set("train.epochs", 100));
    }
  }

  /** A small set learned for long by a large net. */
  private static void longRuns(Roster roster) {
    Fault fault = Fault.of(OVERFITTING, "large-and-long");
    int[] epochs = {40, 80, 160};
    for (int i = 0; i < epochs.length; i++) {
      int count = epochs[i];
      for (Net net :
          List.of(
              Net.of("diabetes", 2, 32),
              Net.of("diabetes", 2, 8).act("tanh"),
              Net.of("diabetes", 2, 128).by("momentum"))) {
        roster.sick(
            fault,
            i + 1,
            net,
            "",
            s -> {
              s.set("penalties", null).set("train.epochs", count);
              s.weighted().subList(0, net.depth()).forEach(dense -> dense.put("units", 128));
            });
      }
    }
  }
}
