package gradus.bench;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import gradus.bench.MatrixProduct.Placed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * MKL's product of matrices, called from this process, on the calling thread: the one that libtorch
 * uses. Its libraries come from the built peers and are unpacked once, beside them.
 */
@SuppressWarnings("restricted") // what is called here is known
final class Mkl {
  private static final String RUNTIME = "libmkl_rt.so.2";

  /** The runtime loads the others from its own folder. */
  private static final List<String> LIBRARIES =
      List.of(
          "libiomp5.so",
          "libmkl_core.so.2",
          "libmkl_intel_lp64.so.2",
          "libmkl_intel_thread.so.2",
          "libmkl_def.so.2",
          "libmkl_mc3.so.2",
          "libmkl_avx2.so.2",
          "libmkl_avx512.so.2",
          RUNTIME);

  private static final int ROW_MAJOR = 101;
  private static final int AS_STORED = 111;
  private static final int TRANSPOSED = 112;

  private final MethodHandle sgemm;

  private Mkl(MethodHandle sgemm) {
    this.sgemm = sgemm;
  }

  /**
   * Loads it for the life of the process.
   *
   * @param home the folder of the source tree, with the peers built
   */
  static Mkl load(Path home) {
    Path runtime = unpacked(home.resolve("bench/peers/torch/target")).resolve(RUNTIME);
    SymbolLookup library = SymbolLookup.libraryLookup(runtime, Arena.global());
    MethodHandle layer =
        function(library, "MKL_Set_Threading_Layer", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    MethodHandle threads =
        function(library, "MKL_Set_Num_Threads", FunctionDescriptor.ofVoid(JAVA_INT));
    try {
      int ignored = (int) layer.invokeExact(0);
      threads.invokeExact(1);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
    return new Mkl(
        function(
            library,
            "cblas_sgemm",
            FunctionDescriptor.ofVoid(
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_FLOAT,
                JAVA_LONG,
                JAVA_INT,
                JAVA_LONG,
                JAVA_INT,
                JAVA_FLOAT,
                JAVA_LONG,
                JAVA_INT)));
  }

  /** {@code c = a b}. */
  void multiply(MatrixProduct product, Placed placed) {
    long base = placed.memory().address();
    int m = product.m();
    int k = product.k();
    int n = product.n();
    boolean ta = product.transposedA();
    boolean tb = product.transposedB();
    try {
      sgemm.invokeExact(
          ROW_MAJOR,
          ta ? TRANSPOSED : AS_STORED,
          tb ? TRANSPOSED : AS_STORED,
          m,
          n,
          k,
          1f,
          base + placed.a(),
          ta ? m : k,
          base + placed.b(),
          tb ? k : n,
          0f,
          base + placed.c(),
          n);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static MethodHandle function(
      SymbolLookup library, String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
  }

  /** The folder with the libraries; each is unpacked under another name first. */
  private static Path unpacked(Path target) {
    Path folder = target.resolve("mkl");
    try (FileSystem jar = FileSystems.newFileSystem(redistributable(target.resolve("lib")))) {
      Files.createDirectories(folder);
      for (String name : LIBRARIES) {
        Path library = folder.resolve(name);
        if (!Files.exists(library)) {
          Path part = folder.resolve(name + ".part");
          Path packed = jar.getPath("org", "bytedeco", "mkl", "linux-x86_64", name);
          Files.copy(packed, part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return folder;
    } catch (IOException problem) {
      throw new UncheckedIOException("MKL cannot be unpacked into " + folder, problem);
    }
  }

  private static Path redistributable(Path libraries) throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      return files
          .filter(file -> file.getFileName().toString().matches("mkl-.*-redist\\.jar"))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      libraries + " holds no mkl-*-redist.jar; delete it to build the peers anew"));
    }
  }
}
