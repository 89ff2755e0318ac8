package dev.waybill.cli.demo;

/** One part of the story: what happens, and what must come of it. */
interface Chapter {
  String title();

  /**
   * Plays the chapter on the real services.
   *
   * @throws UnexpectedOutcomeException when something else comes of it than the story says
   */
  void play(Stage stage);
}
