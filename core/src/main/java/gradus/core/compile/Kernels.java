package gradus.core.compile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Emitted loops by structure: equal loop bodies share one class, and the JIT compiles it once. */
final class Kernels {
  private final ConcurrentMap<LoopSpec, LoopEntry> bodies = new ConcurrentHashMap<>();
  private final int lanes;

  /** Loops for vectors of that many floats; 0 for scalar code. */
  Kernels(int lanes) {
    this.lanes = lanes;
  }

  LoopEntry body(LoopSpec spec) {
    return bodies.computeIfAbsent(spec, _ -> new LoopEntry(emit(spec)));
  }

  private LoopBody emit(LoopSpec spec) {
    byte[] bytes = LoopEmitter.emit(spec, lanes);
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (LoopBody)
          lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("an emitted loop is not valid: " + spec, e);
    }
  }
}
