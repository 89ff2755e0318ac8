package dev.waybill.common.group;

/** A command of these tests: store a value under an id, again and again if need be. */
record Entry(String id, int value) {}
