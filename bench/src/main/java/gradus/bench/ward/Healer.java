package gradus.bench.ward;

import gradus.train.run.RunFile;
import java.util.Optional;

/** Who changes run files so that they train: Gradus, or a baseline beside it. */
public interface Healer {
  /** As it stands in tables. */
  String name();

  /**
   * Tries to heal.
   *
   * @param run what is to be healed, healthy or sick
   * @param budget trainings that may be spent
   */
  Healing heal(RunFile run, double budget);

  /**
   * What came of it.
   *
   * @param run what is to be trained instead; empty if it is left alone
   * @param edits how many things were changed
   * @param trainings what finding it cost, as a multiple of one training of the case
   */
  record Healing(Optional<RunFile> run, int edits, double trainings) {}
}
