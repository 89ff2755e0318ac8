// Places an order and watches it to its end: go run ./cmd/example localhost:50051
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/google/uuid"
	waybill "waybill.dev/client"
	orderv1 "waybill.dev/contracts/waybill/order/v1"
)

func main() {
	connection, err := waybill.Dial(os.Args[1], "")
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	orders := orderv1.NewOrderServiceClient(connection)
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()

	request := &orderv1.PlaceOrderRequest{
		RequestId:    uuid.NewString(), // the same on every repeat
		CustomerId:   "customer-go",
		Lines:        []*orderv1.PlaceOrderLine{{Sku: "SKU-001", Quantity: 1}},
		PaymentToken: "tok_ok",
	}
	placed, err := waybill.Place(ctx, request, orders)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("placed", placed.OrderId, placed.State)

	events, err := orders.WatchOrder(ctx, &orderv1.WatchOrderRequest{OrderId: placed.OrderId})
	if err != nil {
		log.Fatal(err)
	}
	for {
		message, err := events.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		if event := message.GetEvent(); event != nil {
			fmt.Println("event", event.Version, event.State)
		}
	}

	request.RequestId = "not a UUID"
	_, err = waybill.Place(ctx, request, orders)
	fmt.Println("refused", waybill.CodeName(err), waybill.Reason(err), waybill.Fields(err))
}
