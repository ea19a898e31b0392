def tax(x):
    return x / 5
