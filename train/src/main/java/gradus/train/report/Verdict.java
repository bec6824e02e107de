package gradus.train.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a run went, in a sentence.
 *
 * @param tone whether it is good news
 * @param sentence the sentence
 * @param remarks what else stands out in the curves
 */
public record Verdict(Tone tone, String sentence, List<String> remarks) implements Section {
  /** Good or bad news; the word stands on the page, so that colour is not needed. */
  public enum Tone {
    GOOD("Done"),
    HEALED("Healed"),
    CAREFUL("Look closer"),
    SICK("Sick"),
    BAD("Failed"),
    RUNNING("Not ended");

    private final String word;

    Tone(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private static final double STILL = 0.01;
  private static final double RISE = 1.1;
  private static final double STEEP = 1e4;

  /** The same without remarks, where detectors take their place; what broke stays. */
  Verdict withoutRemarks() {
    return switch (tone) {
      case GOOD, HEALED, CAREFUL -> new Verdict(Tone.GOOD, sentence, List.of());
      case RUNNING -> new Verdict(tone, sentence, List.of());
      case SICK, BAD -> this;
    };
  }

  static Verdict of(RunHistory history) {
    List<String> remarks = new ArrayList<>();
    boolean broken = notFinite(history, remarks);
    if (!broken) {
      noDescent(history, remarks);
      overfit(history, remarks);
      steepGradient(history, remarks);
    }
    Optional<Event.RunEnded> end = history.last(Event.RunEnded.class);
    Tone tone =
        end.isEmpty()
            ? Tone.RUNNING
            : broken || end.get().reason().bad()
                ? Tone.BAD
                : remarks.isEmpty() ? Tone.GOOD : Tone.CAREFUL;
    return new Verdict(
        tone, end.map(e -> ended(e, history)).orElseGet(() -> open(history)), remarks);
  }

  private static String ended(Event.RunEnded end, RunHistory history) {
    StringBuilder text = new StringBuilder("Trained ");
    text.append(count(end.epochs(), "epoch")).append(" (").append(count(end.step(), "step"));
    text.append(") in ").append(Numbers.time(end.seconds())).append("; ended because ");
    text.append(end.reason().sentence()).append('.');
    if (end.best().isPresent()) {
      text.append(" Best ").append(words(end.bestName())).append(": ");
      text.append(Numbers.of(end.best().getAsDouble()));
      text.append(" at step ").append(Numbers.whole(end.bestStep())).append('.');
    } else {
      text.append(lastLoss(history));
    }
    return end.message().isBlank() ? text.toString() : text + " " + end.message();
  }

  private static String open(RunHistory history) {
    return "The run is still going on, or was killed; the last step logged is "
        + Numbers.whole(history.steps())
        + "."
        + lastLoss(history);
  }

  private static String lastLoss(RunHistory history) {
    return history
        .last(Event.EpochDone.class)
        .map(epoch -> " Loss after epoch " + epoch.epoch() + ": " + Numbers.of(epoch.loss()) + ".")
        .orElse("");
  }

  private static boolean notFinite(RunHistory history, List<String> remarks) {
    for (Event.StepDone step : history.all(Event.StepDone.class)) {
      if (!Double.isFinite(step.loss())) {
        remarks.add(
            "The loss became "
                + Numbers.of(step.loss())
                + " at step "
                + Numbers.whole(step.step())
                + "; lower the rate or clip the gradient.");
        return true;
      }
    }
    return false;
  }

  private static void noDescent(RunHistory history, List<String> remarks) {
    List<Event.EpochDone> epochs = history.all(Event.EpochDone.class);
    if (epochs.size() < 3) {
      return;
    }
    double first = epochs.getFirst().loss();
    double best = epochs.stream().mapToDouble(Event.EpochDone::loss).min().orElse(first);
    if (first - best <= STILL * Math.abs(first)) {
      remarks.add(
          "The loss did not fall: "
              + Numbers.of(first)
              + " after the first epoch, "
              + Numbers.of(epochs.getLast().loss())
              + " after the last. The network does not learn.");
    }
  }

  private static void overfit(RunHistory history, List<String> remarks) {
    List<Event.EpochDone> epochs =
        history.all(Event.EpochDone.class).stream()
            .filter(epoch -> epoch.validationLoss().isPresent())
            .toList();
    if (epochs.size() < 4) {
      return;
    }
    Event.EpochDone best = epochs.getFirst();
    for (Event.EpochDone epoch : epochs) {
      best = value(epoch.validationLoss()) < value(best.validationLoss()) ? epoch : best;
    }
    double last = value(epochs.getLast().validationLoss());
    boolean risen = last > RISE * value(best.validationLoss());
    if (risen && epochs.getLast().loss() < best.loss()) {
      remarks.add(
          "The validation loss was lowest after epoch "
              + best.epoch()
              + " ("
              + Numbers.of(value(best.validationLoss()))
              + ") and rose to "
              + Numbers.of(last)
              + " while the training loss fell: the network overfits.");
    }
  }

  private static void steepGradient(RunHistory history, List<String> remarks) {
    Optional<Event.GradientFlow> flow = history.last(Event.GradientFlow.class);
    if (flow.isEmpty() || flow.get().parts().size() < 2) {
      return;
    }
    Event.Part first = flow.get().parts().getFirst();
    Event.Part last = flow.get().parts().getLast();
    double ratio = last.gradientRms() / first.gradientRms();
    if (ratio > STEEP || ratio < 1 / STEEP) {
      remarks.add(
          "The gradient of "
              + first.name()
              + " is "
              + Numbers.of(first.gradientRms())
              + ", that of "
              + last.name()
              + " "
              + Numbers.of(last.gradientRms())
              + ": it "
              + (ratio > 1 ? "vanishes" : "explodes")
              + " on its way back.");
    }
  }

  static String count(long number, String noun) {
    return Numbers.whole(number) + " " + noun + (number == 1 ? "" : "s");
  }

  static String words(String name) {
    return name.replace('_', ' ');
  }

  private static double value(OptionalDouble optional) {
    return optional.orElse(Double.NaN);
  }
}
