package dev.waybill.template.domain;

/** The states. Each is a type that leads only to the states it may. */
public sealed interface SampleState {

  /** Not closed yet. */
  record Open() implements SampleState {
    Closed closed(int finalQuantity) {
      return new Closed(finalQuantity);
    }
  }

  /** Closed with its final quantity; final. */
  record Closed(int finalQuantity) implements SampleState {}
}
