package dev.waybill.template.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A repeat asks for the same in every component, so none may be forgotten in the comparison. */
final class SampleRequestTest {
  private static final RecordComponent[] COMPONENTS = SampleRequest.class.getRecordComponents();

  private final SampleRequest request = SampleRequests.anyRequest();

  @Test
  void isRepeatedByTheSame() {
    assertThat(request.isRepeatedBy(request)).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> isNotRepeatedWithAnother() {
    return IntStream.range(0, COMPONENTS.length)
        .mapToObj(
            changed ->
                DynamicTest.dynamicTest(
                    COMPONENTS[changed].getName(),
                    () -> assertThat(request.isRepeatedBy(withAnother(changed))).isFalse()));
  }

  private SampleRequest withAnother(int changed) throws ReflectiveOperationException {
    Object[] values = new Object[COMPONENTS.length];
    for (int i = 0; i < values.length; i++) {
      Object value = COMPONENTS[i].getAccessor().invoke(request);
      values[i] = i == changed ? another(value) : value;
    }
    Class<?>[] types =
        Arrays.stream(COMPONENTS).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return SampleRequest.class.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object another(Object value) {
    return switch (value) {
      case SampleId _ -> SampleRequests.anyId();
      case String text -> text + "x";
      case Integer number -> number + 1;
      default ->
          throw new IllegalArgumentException("another " + value.getClass() + " is to be made here");
    };
  }
}
