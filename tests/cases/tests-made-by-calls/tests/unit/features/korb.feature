# language: de
Funktionalität: Korb
  Szenario: Leer
    Angenommen a cart
