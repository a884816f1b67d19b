package io.github.chromajdbc.calcite.exec.window;

import io.github.chromajdbc.calcite.function.ExactNumbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a partition in their order; positions are 0-based. */
final class Partition {
  private final List<@Nullable Object[]> rows;
  private final WindowFrame frame;
  private final int[] firstPeers;
  private final int[] lastPeers;
  private final int[] peersBefore;

  /** What distances are between, ascending, null where the row has none; of frames with some. */
  private final @Nullable BigDecimal[] places;

  private int firstPlace;
  private int endOfPlaces;

  /**
   * @param rows sorted
   */
  Partition(List<@Nullable Object[]> rows, WindowGroup group) {
    this.rows = rows;
    this.frame = group.frame();
    int size = rows.size();
    firstPeers = new int[size];
    lastPeers = new int[size];
    peersBefore = new int[size];
    for (int i = 1; i < size; i++) {
      boolean peer = group.compare(rows.get(i - 1), rows.get(i)) == 0;
      firstPeers[i] = peer ? firstPeers[i - 1] : i;
      peersBefore[i] = peersBefore[i - 1] + (peer ? 0 : 1);
    }
    for (int i = size - 1; i >= 0; i--) {
      boolean last = i + 1 == size || firstPeers[i + 1] == i + 1;
      lastPeers[i] = last ? i : lastPeers[i + 1];
    }
    places = isOfDistances() ? places(group.order().get(0)) : new BigDecimal[0];
  }

  private boolean isOfDistances() {
    return !frame.ofRows() && (isDistance(frame.lower()) || isDistance(frame.upper()));
  }

  private static boolean isDistance(@Nullable BigDecimal bound) {
    return bound != null && bound.signum() != 0;
  }

  private @Nullable BigDecimal[] places(WindowGroup.SortColumn column) {
    @Nullable BigDecimal[] made = new BigDecimal[rows.size()];
    firstPlace = rows.size();
    for (int i = 0; i < made.length; i++) {
      Number value = (Number) rows.get(i)[column.column()];
      if (value != null) {
        BigDecimal place = ExactNumbers.of(value);
        made[i] = column.descending() ? place.negate() : place;
        firstPlace = Math.min(firstPlace, i);
        endOfPlaces = i + 1;
      }
    }
    return made;
  }

  int size() {
    return rows.size();
  }

  @Nullable Object[] row(int position) {
    return rows.get(position);
  }

  int firstPeer(int position) {
    return firstPeers[position];
  }

  int lastPeer(int position) {
    return lastPeers[position];
  }

  /** How many sets of peers come before it. */
  int peersBefore(int position) {
    return peersBefore[position];
  }

  /** The first position of the row's frame, those that are excluded among them. */
  int start(int position) {
    BigDecimal distance = frame.lower();
    if (distance == null) {
      return 0;
    }
    if (frame.ofRows()) {
      return clamped(position, distance);
    }
    BigDecimal place = distance.signum() == 0 ? null : places[position];
    return place == null ? firstPeers[position] : firstFrom(place.add(distance), false);
  }

  /** The position behind the row's frame; not after {@link #start} when the frame has no rows. */
  int end(int position) {
    BigDecimal distance = frame.upper();
    if (distance == null) {
      return rows.size();
    }
    if (frame.ofRows()) {
      return clamped(position + 1, distance);
    }
    BigDecimal place = distance.signum() == 0 ? null : places[position];
    return place == null ? lastPeers[position] + 1 : firstFrom(place.add(distance), true);
  }

  boolean excludes() {
    return frame.exclusion() != WindowFrame.Exclusion.NOTHING;
  }

  /** Whether the frame of the row at {@code position} leaves out the one at {@code other}. */
  boolean excludes(int position, int other) {
    boolean peer = firstPeers[position] == firstPeers[other];
    return switch (frame.exclusion()) {
      case NOTHING -> false;
      case CURRENT_ROW -> other == position;
      case PEERS_AND_ROW -> peer;
      case PEERS -> peer && other != position;
    };
  }

  private int clamped(int position, BigDecimal distance) {
    long moved = position + distance.min(BigDecimal.valueOf(Integer.MAX_VALUE)).longValue();
    return (int) Math.max(0, Math.min(rows.size(), moved));
  }

  /** The first position whose place is at {@code bound} or after it. */
  private int firstFrom(BigDecimal bound, boolean behindEqual) {
    int low = firstPlace;
    int high = endOfPlaces;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int compared = Objects.requireNonNull(places[middle]).compareTo(bound);
      if (compared < 0 || (behindEqual && compared == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
