package dev.waybill.common.message;

import java.time.DateTimeException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list that a service gives out page by page.
 *
 * @param <T> an entry
 * @param <P> the position of an entry in the list
 */
public final class PagedList<T, P> {
  /** The largest page; a caller that requests more gets this many. */
  public static final int LARGEST_PAGE = 200;

  private static final int DEFAULT_PAGE = 50;
  private static final String TOKEN_FIELD = "page_token";

  private final PositionTokens tokens;
  private final Function<T, P> positionOf;
  private final Function<P, String> format;
  private final Function<String, P> parse;

  /**
   * Declares a list.
   *
   * @param kind names the list, so that its tokens do not fit another
   * @param format writes a position as text, for the token
   * @param parse reads that text
   */
  public PagedList(
      String kind,
      Function<T, P> positionOf,
      Function<P, String> format,
      Function<String, P> parse) {
    this.tokens = PositionTokens.ofPages(kind);
    this.positionOf = positionOf;
    this.format = format;
    this.parse = parse;
  }

  /**
   * Returns the page that a request asks for.
   *
   * @param size the requested size; zero means the default
   * @param token the token of the page before; empty for the first page
   * @param filter equal texts for equal filters; a token fits only the filter it was made for
   */
  public Page<T> page(int size, String token, String filter, Source<T, P> source) {
    int limit = size == 0 ? DEFAULT_PAGE : Math.min(size, LARGEST_PAGE);
    // One entry more than the page holds tells whether there is another page.
    List<T> found = source.after(position(token, filter), limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, "");
    }
    List<T> entries = found.subList(0, limit);
    String last = format.apply(positionOf.apply(entries.getLast()));
    return new Page<>(entries, tokens.encode(filter, last));
  }

  private @Nullable P position(String token, String filter) {
    if (token.isEmpty()) {
      return null;
    }
    String text = tokens.decode(token, filter, TOKEN_FIELD);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException _) {
      // Well-formed, but not one of ours.
      throw tokens.invalid(TOKEN_FIELD);
    }
  }

  /** Where the entries of a list are read from. */
  @FunctionalInterface
  public interface Source<T, P> {
    /** Reads entries after the position, or from the beginning if there is none. */
    List<T> after(@Nullable P position, int limit);
  }

  /**
   * One page of a list.
   *
   * @param nextToken the token of the next page; empty if this is the last one
   */
  public record Page<T>(List<T> entries, String nextToken) {}
}
