import './style/base.css';
import './style/shell.css';
import './style/panels.css';
import './style/book.css';
import './style/trade.css';
import { Desk } from './desk.ts';

new Desk().start();
