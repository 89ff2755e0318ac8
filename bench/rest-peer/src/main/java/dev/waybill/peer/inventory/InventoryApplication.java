package dev.waybill.peer.inventory;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Keeps stock. */
@SpringBootApplication
public class InventoryApplication {}
