package dev.waybill.cli.demo;

/** One part of the story: what happens, and what outcome is expected. */
interface Chapter {
  String title();

  /**
   * Plays the chapter on the real services.
   *
   * @throws UnexpectedOutcomeException if the outcome differs from the story
   */
  void play(Stage stage);
}
