package dev.waybill.peer.inventory;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The inventory service of the peer: keeps stock. */
@SpringBootApplication
public class InventoryApplication {}
