package gradus.health.heal.remedy;

import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Inputs with mean 0 and variance 1, and targets likewise if they are numbers. */
record ScaledInputs() implements Remedy {
  private static final double LARGE = 5;

  @Override
  public String name() {
    return "standardize_inputs";
  }

  @Override
  public String sentence() {
    return "Inputs are scaled to mean 0 and variance 1.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    DataSplit split = patient.facts().split();
    if (patient.draft().pieces().getFirst().kind().equals("embedding")) {
      // Row numbers of a table must stay whole.
      return List.of();
    }
    boolean asked = patient.finding().symptom() == Symptom.INPUTS_NOT_NORMALIZED;
    if (!asked && isUsual(split.train())) {
      return List.of();
    }
    drafts.add(scaled(patient, split.train().shape().rank() == 3));
    if (split.train().targets() instanceof Values) {
      Draft both = scaled(patient, split.train().shape().rank() == 3);
      UsualTargets.set(both, split, "the values to learn are scaled likewise");
      if (!both.file().equals(drafts.getFirst().file())) {
        drafts.add(both);
      }
    }
    return drafts;
  }

  /** Whether no feature is far from numbers of size 1. */
  private static boolean isUsual(Dataset data) {
    int width = data.shape().count();
    float[] row = new float[width];
    double[] squares = new double[width];
    for (int i = 0; i < data.size(); i++) {
      data.features().copy(i, row, 0);
      for (int k = 0; k < width; k++) {
        squares[k] += (double) row[k] * row[k] / data.size();
      }
    }
    double largest = Arrays.stream(squares).max().orElse(1);
    return largest < LARGE * LARGE && largest > 1 / (LARGE * LARGE);
  }

  private Draft scaled(Patient patient, boolean images) {
    Draft draft = patient.draft().by(name());
    if (draft.get("data", "csv", "standardize").isPresent()) {
      draft.set(null, sentence(), "data", "csv", "standardize");
    } else {
      String way = images ? "standardize_channels" : "standardize";
      draft.set(way, sentence(), "data", "normalize");
    }
    Piece first = draft.pieces().getFirst();
    if (first.scales()) {
      draft.remove(first, "what is scaled already needs no other scale");
    }
    return draft;
  }
}
