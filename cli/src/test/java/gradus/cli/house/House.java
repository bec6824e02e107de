package gradus.cli.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the guards look at. */
final class House {
  /** The project's own classes, without tests. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("gradus");

  private House() {}

  /** The folder that holds the modules. */
  static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("core/src"))) {
      at = at.getParent();
      if (at == null) {
        throw new IllegalStateException(
            "the folder of the project was not found; start the tests inside it");
      }
    }
    return at;
  }
}
