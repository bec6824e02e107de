package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;

/** Leaves out rows with missing or infinite numbers, where the source of the data allows it. */
record CleanData() implements Remedy {
  @Override
  public String name() {
    return "clean_data";
  }

  @Override
  public String sentence() {
    return "Rows with missing or infinite numbers are left out.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    if (draft.get("data", "csv").isPresent()) {
      return List.of(draft.set("drop", sentence(), "data", "csv", "missing"));
    }
    if (draft.get("data", "inline", "inputs").orElse(null) instanceof List<?> inputs) {
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        if (isFinite(inputs.get(i)) && isFinite(answer(draft, i))) {
          kept.add(i);
        }
      }
      for (String column : List.of("inputs", "targets", "labels")) {
        if (kept.size() < inputs.size()
            && draft.get("data", "inline", column).orElse(null) instanceof List<?> list) {
          List<Object> rows = kept.stream().<Object>map(list::get).toList();
          draft.set(rows, sentence(), "data", "inline", column);
        }
      }
    }
    return List.of(draft);
  }

  private static Object answer(Draft draft, int row) {
    return draft.get("data", "inline", "targets").orElse(null) instanceof List<?> list
        ? list.get(row)
        : null;
  }

  private static boolean isFinite(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().allMatch(CleanData::isFinite);
      case Number number -> Double.isFinite(number.doubleValue());
      case null, default -> true;
    };
  }
}
