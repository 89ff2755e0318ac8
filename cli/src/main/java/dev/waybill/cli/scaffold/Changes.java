package dev.waybill.cli.scaffold;

import dev.waybill.common.file.FileFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Files to create and to edit: computed first, then written all or not at all. */
final class Changes {
  private final Path root;
  private final SortedMap<String, String> created = new TreeMap<>();
  private final SortedMap<String, String> edited = new TreeMap<>();
  private final Set<String> executable = new HashSet<>();

  /** What takes a change back that was written. */
  private interface Undo {
    void run() throws IOException;
  }

  /** Changes below this folder, which need not exist. */
  Changes(Path root) {
    this.root = root;
  }

  void create(String file, String text) {
    if (created.put(file, text) != null) {
      throw new Refusal("two files would have the name %s; choose other names".formatted(file));
    }
  }

  void makeExecutable(String file) {
    executable.add(file);
  }

  /** Edits a file that exists. Several edits of one file add up. */
  void edit(Checkout checkout, String file, UnaryOperator<String> edit) {
    String before = edited.getOrDefault(file, checkout.read(file));
    edited.put(file, SourceFormat.of(file, edit.apply(before)));
  }

  SortedSet<String> created() {
    return new TreeSet<>(created.keySet());
  }

  SortedSet<String> edited() {
    return new TreeSet<>(edited.keySet());
  }

  /** The text of a file that will be created. */
  String text(String file) {
    return created.getOrDefault(file, "");
  }

  /**
   * Finds what would stop {@link #write}.
   *
   * @throws Refusal naming the file
   */
  void check() {
    for (String file : created.keySet()) {
      Path path = root.resolve(file);
      if (Files.exists(path)) {
        throw new Refusal("%s exists already".formatted(file));
      }
      Path above = closestAbove(path);
      if (!Files.isDirectory(above)) {
        throw new Refusal("cannot write %s: %s is not a folder".formatted(path, above));
      }
      requireWritable(above);
    }
    edited.keySet().forEach(file -> requireWritable(root.resolve(file)));
  }

  private static void requireWritable(Path path) {
    if (!Files.isWritable(path)) {
      throw new Refusal("cannot write to %s: permission denied".formatted(path));
    }
  }

  private static Path closestAbove(Path path) {
    Path above = folderOf(path);
    while (!Files.exists(above)) {
      above = folderOf(above);
    }
    return above;
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.toAbsolutePath().getParent(), "the root exists");
  }

  /**
   * Writes everything. If something cannot be written, all that was is taken back.
   *
   * @throws UncheckedIOException if a file cannot be written
   */
  void write() {
    Deque<Undo> undo = new ArrayDeque<>();
    try {
      for (var file : created.entrySet()) {
        Path path = root.resolve(file.getKey());
        createFolders(folderOf(path), undo);
        undo.push(() -> Files.deleteIfExists(path));
        Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
        if (executable.contains(file.getKey()) && !path.toFile().setExecutable(true, false)) {
          throw new IOException(path + " cannot be made executable");
        }
      }
      for (var file : edited.entrySet()) {
        Path path = root.resolve(file.getKey());
        byte[] before = Files.readAllBytes(path);
        undo.push(() -> Files.write(path, before));
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      takeBack(undo, e);
      throw new UncheckedIOException(e);
    }
  }

  private static void createFolders(Path folder, Deque<Undo> undo) throws IOException {
    if (!Files.exists(folder)) {
      createFolders(folderOf(folder), undo);
      Files.createDirectory(folder);
      undo.push(() -> Files.deleteIfExists(folder));
    }
  }

  private static void takeBack(Deque<Undo> undo, IOException cause) {
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (IOException e) {
        cause.addSuppressed(new IOException(FileFailure.sentence(e), e));
      }
    }
  }
}
